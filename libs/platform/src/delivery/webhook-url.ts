/** Why nothing may be sent to this address (a webhook's, a model server's); null when it may. `hosts`: `host` for any port, `host:port` for one. */
export function urlProblem(text: string, hosts: readonly string[]): 'form' | 'credentials' | 'host' | null {
  const url = parsed(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'form';
  if (url.username !== '' || url.password !== '') return 'credentials';
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const allowed = hosts.map((host) => host.toLowerCase());
  return allowed.includes(url.hostname) || allowed.includes(`${url.hostname}:${port}`) ? null : 'host';
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
