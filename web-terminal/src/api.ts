import type { Exit, Mode } from "./exec/frames";

export interface Target {
  remote: string;
  project: string;
  instance: string;
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
  command: string[];
  interactive: boolean;
  created: string;
  state: "starting" | "running" | "draining" | "ended";
  attachments: { writers: number; observers: number };
  /** What is kept of its output, in absolute offsets. */
  output: { start: number; end: number };
  exit: Exit | null;
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

/** The gateway's HTTP API, as far as this page needs it; the login cookie is the browser's affair. */
export class Api {
  readonly #fetch: typeof fetch;

  constructor(request: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = request;
  }

  async isSignedIn(): Promise<boolean> {
    try {
      await this.#send("/api/v1/me");
      return true;
    } catch (error) {
      if (isUnauthorized(error)) return false;
      throw error;
    }
  }

  async signIn(token: string): Promise<void> {
    await this.#send("/login", { method: "POST", body: new URLSearchParams({ token }) });
  }

  async signOut(): Promise<void> {
    await this.#send("/logout", { method: "POST" });
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
    const response = await this.#send(path, {
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
    await this.#send(`${sessionPath(sessionId)}/signal`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ signal }),
    });
  }

  /** Begins to end a session by the hang-up ladder; nothing is to be done for one that is gone. */
  async end(sessionId: string): Promise<void> {
    try {
      await this.#send(sessionPath(sessionId), { method: "DELETE" });
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) throw error;
    }
  }

  /** A ticket that lets everybody who is signed in into the session until it expires, in that mode at most. */
  async shareTicket(session: string, mode: Mode, expiresIn: string): Promise<string> {
    const response = await this.#send(`${sessionPath(session)}/tickets`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ mode, expiresIn }),
    });
    const { ticket }: { ticket: string } = await response.json();
    return ticket;
  }

  async #list<T>(path: string): Promise<T[]> {
    const response = await this.#send(path);
    const { items }: { items: T[] } = await response.json();
    return items;
  }

  async #send(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#answer(path, init);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
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
