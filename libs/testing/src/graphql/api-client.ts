export interface GraphQLAnswer<T> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Talks to a running api as a browser (cookie, header against forgery) or as a machine (token). */
export class ApiClient {
  /** `http://host:port`, without a slash at the end. */
  readonly base: string;
  readonly #token: string | undefined;
  #cookie: string | undefined;

  constructor(base: string, token?: string) {
    this.base = base;
    this.#token = token;
  }

  get cookie(): string | undefined {
    return this.#cookie;
  }

  /** Signs in and keeps the cookie. The answer is returned whatever its status. */
  async signIn(account: string, password: string): Promise<Response> {
    const response = await this.post('/auth/sign-in', { account, password });
    this.#keepCookie(response);
    return response;
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    this.#keepCookie(response);
    return response;
  }

  /** Any request, with the credentials of this client. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#token) headers.set('authorization', `Bearer ${this.#token}`);
    if (this.#cookie) headers.set('cookie', this.#cookie);
    if (!headers.has('x-fabwright-csrf')) headers.set('x-fabwright-csrf', '1');
    return fetch(this.base + path, { ...init, headers });
  }

  async graphql<T = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<GraphQLAnswer<T>> {
    const response = await this.post('/graphql', { query, variables });
    const answer = (await response.json()) as Partial<GraphQLAnswer<T>>;
    return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [] };
  }

  #keepCookie(response: Response): void {
    const [first] = response.headers.getSetCookie();
    if (first !== undefined) this.#cookie = first.split(';')[0];
  }
}
