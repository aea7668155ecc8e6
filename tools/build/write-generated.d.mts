/** See write-generated.mjs. */
export function writeGenerated(file: URL, text: string): Promise<void>;
