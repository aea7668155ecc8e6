/** A figure holds something that our own never do: it is left to whoever reads all of SVG. */
export class OtherSvg extends Error {}
