export function isAtLeast(version: string, oldest: readonly [major: number, minor: number]): boolean;
export function assertNodeCanStart(version: string): void;
export function nodePackage(platform: string, arch: string): string;
export function findNode24(root: string): string;
export function runInPlace(node: string, args: readonly string[], root: string): Promise<number>;
