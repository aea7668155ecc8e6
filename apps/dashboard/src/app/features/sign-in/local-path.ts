const START = '/overview';

/** A return address is taken from the link, so only a path of this application is followed. */
export function localPath(address: string | undefined): string {
  if (!address?.startsWith('/') || address.startsWith('//') || address.includes('\\')) return START;
  return address.startsWith('/sign-in') ? START : address;
}
