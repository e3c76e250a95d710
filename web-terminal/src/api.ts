import type { Exit, Mode } from "./exec/frames";

export interface Target {
  remote: string;
  project: string;
  instance: string;
}

/** Whom the gateway takes one for. */
export interface Me {
  name: string;
  /** Whether they have the gateway's own affairs. */
  admin: boolean;
}

export interface Remote {
  name: string;
  default: boolean;
  available: boolean;
  server: string | null;
  version: string | null;
  detail: string | null;
}

export interface Instance {
  name: string;
  remote: string;
  project: string;
  type: "container" | "virtual-machine";
  status: string;
  location: string | null;
}

export interface StartSession {
  command: readonly string[];
  interactive: boolean;
  cols: number;
  rows: number;
  environment: Readonly<Record<string, string>>;
  user?: number;
  group?: number;
  cwd?: string;
}

export interface StartedSession {
  id: string;
  attachUrl: string;
}

export interface Session extends Target {
  id: string;
  /** Who started it. */
  owner: string;
  command: string[];
  interactive: boolean;
  created: string;
  state: "starting" | "running" | "draining" | "ended";
  attachments: { writers: number; observers: number };
  /** What is kept of its output, in absolute offsets. */
  output: { start: number; end: number };
  exit: Exit | null;
}

/** How one can sign in. */
export interface LoginWays {
  providers: { id: string; name: string; url: string }[];
  token: boolean;
}

interface ProblemBody {
  title?: string;
  detail?: string | null;
  code?: string;
}

/** An answer of the gateway that is not the one asked for, as it said it itself (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem" as const;
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, { code, title, detail }: ProblemBody = {}) {
    super(detail ?? title ?? `The gateway answered ${status}`);
    this.status = status;
    this.code = code ?? null;
  }
}

/** No answer of the gateway at all. */
export class Unreachable extends Error {
  override readonly name = "Unreachable" as const;
}

const TIMEOUT_MS = 30_000;

/**
 * The gateway's HTTP API, as far as this page needs it; the login cookie is the browser's affair. What changes something
 * proves by a header that it comes from this page.
 */
export class Api {
  readonly #fetch: typeof fetch;
  readonly #cookies: () => string;

  constructor(
    request: typeof fetch = (input, init) => fetch(input, init),
    cookies = () => document.cookie,
  ) {
    this.#fetch = request;
    this.#cookies = cookies;
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.me()) !== null;
  }

  /** Null where one is not signed in. */
  async me(): Promise<Me | null> {
    try {
      return await (await this.send("/api/v1/me")).json();
    } catch (error) {
      if (isUnauthorized(error)) return null;
      throw error;
    }
  }

  async signIn(token: string): Promise<void> {
    await this.send("/login", { method: "POST", body: new URLSearchParams({ token }) });
  }

  async loginWays(): Promise<LoginWays> {
    const response = await this.send("/api/v1/login");
    return response.json();
  }

  /** Gives the address of the provider's own way out, if the login was one with a provider that has one. */
  async signOut(): Promise<string | null> {
    const response = await this.send("/logout", { method: "POST" });
    if (response.status === 204) return null;
    const { url }: { url: string } = await response.json();
    return url;
  }

  async remotes(): Promise<Remote[]> {
    return this.#list("/api/v1/remotes");
  }

  async instances(remote: string, project?: string): Promise<Instance[]> {
    const query = new URLSearchParams(project === undefined ? { remote } : { remote, project });
    return this.#list(`/api/v1/instances?${query}`);
  }

  async startSession(target: Target, start: StartSession): Promise<StartedSession> {
    const { remote, project } = target;
    const query = new URLSearchParams({ remote, project });
    const path = `/api/v1/instances/${encodeURIComponent(target.instance)}/sessions?${query}`;
    const response = await this.send(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(start),
    });
    return response.json();
  }

  async sessions(): Promise<Session[]> {
    return this.#list("/api/v1/sessions?limit=1000");
  }

  async signal(sessionId: string, signal: string): Promise<void> {
    await this.send(`${sessionPath(sessionId)}/signal`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ signal }),
    });
  }

  /** Begins to end a session by the hang-up ladder; nothing is to be done for one that is gone. */
  async end(sessionId: string): Promise<void> {
    try {
      await this.send(sessionPath(sessionId), { method: "DELETE" });
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) throw error;
    }
  }

  /** A ticket that lets everybody who is signed in into the session until it expires, in that mode at most. */
  async shareTicket(session: string, mode: Mode, expiresIn: string): Promise<string> {
    const response = await this.send(`${sessionPath(session)}/tickets`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ mode, expiresIn }),
    });
    const { ticket }: { ticket: string } = await response.json();
    return ticket;
  }

  async #list<T>(path: string): Promise<T[]> {
    const response = await this.send(path);
    const { items }: { items: T[] } = await response.json();
    return items;
  }

  /** Any request of the API, for parts of the page that need more of it. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#answer(path, init);
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.code !== "csrf-token-invalid") throw problem;
    // the refusal brought a new cookie
    const again = await this.#answer(path, init);
    if (!again.ok) throw await problemOf(again);
    return again;
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (init.method !== undefined) headers.set("X-XSRF-TOKEN", csrfToken(this.#cookies()));
    try {
      return await this.#fetch(path, { ...init, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      const timedOut = error instanceof DOMException && error.name === "TimeoutError";
      throw new Unreachable(
        timedOut ? "The gateway did not answer in time" : "The gateway can't be reached",
        { cause: error },
      );
    }
  }
}

export function attachPath(sessionId: string): string {
  return `${sessionPath(sessionId)}/attach`;
}

function sessionPath(sessionId: string): string {
  return `/api/v1/sessions/${encodeURIComponent(sessionId)}`;
}

function csrfToken(cookies: string): string {
  return /(?:^|; )(?:__Host-)?XSRF-TOKEN=([^;]*)/.exec(cookies)?.[1] ?? "";
}

export function isUnauthorized(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function problemOf(response: Response): Promise<Problem> {
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const body: ProblemBody = isJson ? await response.json().catch(() => ({})) : {};
  return new Problem(response.status, body);
}
