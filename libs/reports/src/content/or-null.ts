/** A part of a report that may be missing: its place then says so. */
export async function orNull<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make();
  } catch {
    return null;
  }
}
