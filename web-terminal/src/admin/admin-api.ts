import type { Api, Session } from "../api";

export interface Page<T> {
  items: T[];
  /** Where to go on; null at the end. */
  next: string | null;
}

export interface AdminSession extends Session {
  /** What it has moved, by stream. */
  bytes: Readonly<Record<string, number>>;
}

export const VERBS = ["list", "exec", "attach", "observe", "signal", "admin"] as const;

/** What a token may be used for at most; what is not given is not limited. */
export interface Scope {
  verbs?: readonly string[] | null;
  remotes?: readonly string[] | null;
  projects?: readonly string[] | null;
  instances?: readonly string[] | null;
}

export interface ApiToken {
  id: string;
  name: string;
  scope: Scope;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
}

/** A token that was just made, with its secret, which nobody can look up again. */
export interface NewToken extends ApiToken {
  token: string;
}

export interface TokenOrder {
  name: string;
  expiresIn: string;
  scope: Scope;
}

export interface Parameter {
  oneOf?: readonly string[];
  pattern?: string;
  integer?: string;
}

/** One rule, as a policy's file has it. */
export interface Rule {
  name: string;
  allow?: readonly string[];
  deny?: readonly string[];
  subjects: {
    users?: readonly string[];
    groups?: readonly string[];
    tokens?: readonly string[];
  };
  on?: {
    remotes?: readonly string[];
    projects?: readonly string[];
    instances?: readonly string[];
    types?: readonly string[];
    config?: Readonly<Record<string, readonly string[]>>;
  };
  when?: {
    uids?: readonly string[];
    gids?: readonly string[];
    commands?: readonly (readonly string[])[];
    environment?: readonly string[];
    interactive?: boolean;
    networks?: readonly string[];
  };
  command?: {
    argv: readonly string[];
    parameters?: Readonly<Record<string, Parameter>>;
  };
}

export interface Policy {
  /** Null where there is none, and so nothing allowed. */
  file: string | null;
  loadedAt: string;
  /** What is wrong with the file as it is by now, while the rules before it hold. */
  error: string | null;
  rules: readonly Rule[];
}

export interface Explanation {
  allowed: boolean;
  rule: string | null;
  reason: string;
}

export interface AuditEntry {
  seq: number;
  at: string;
  action: string;
  subject?: string | null;
  source?: string | null;
  remote?: string | null;
  project?: string | null;
  instance?: string | null;
  session?: string | null;
  rule?: string | null;
  result?: string | null;
  command?: readonly string[] | null;
  /** The hash of the entry before. */
  previous?: string;
  detail?: Readonly<Record<string, unknown>> | null;
}

export interface Limit {
  name: string;
  /** A number, bytes, bytes a second or milliseconds; null for none. */
  value?: number | null;
  hits?: number;
}

export interface SpecialLimits {
  subjects?: readonly string[];
  groups?: readonly string[];
  /** By names of the API's own, such as `idleTimeMs`. */
  limits: Readonly<Record<string, number | null>>;
}

export interface CallerUse {
  caller: string;
  sessions?: number;
  startsLastMinute?: number;
  keptBytes?: number;
  diskBytes?: number;
  outputRate?: number;
  hits?: Readonly<Record<string, number>>;
}

export interface Limits {
  limits?: readonly Limit[];
  special?: readonly SpecialLimits[];
  callers?: readonly CallerUse[];
}

/** What the gateway tells its administrators, and does for them. */
export class AdminApi {
  readonly #api: Pick<Api, "send">;

  constructor(api: Pick<Api, "send">) {
    this.#api = api;
  }

  /** The newest sessions of all callers, as far as the policy lets one see them. */
  sessions(states: readonly string[]): Promise<Page<AdminSession>> {
    const query = new URLSearchParams({ limit: "1000" });
    for (const state of states) query.append("state", state);
    return this.#get(`/api/v1/sessions?${query}`);
  }

  tokens(): Promise<Page<ApiToken>> {
    return this.#get("/api/v1/tokens");
  }

  async createToken(order: TokenOrder): Promise<NewToken> {
    const response = await this.#api.send("/api/v1/tokens", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(order),
    });
    return response.json();
  }

  async revokeToken(id: string): Promise<void> {
    await this.#api.send(`/api/v1/tokens/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  policy(): Promise<Policy> {
    return this.#get("/api/v1/access/policy");
  }

  explain(question: URLSearchParams): Promise<Explanation> {
    return this.#get(`/api/v1/access/explain?${question}`);
  }

  audit(search: URLSearchParams): Promise<Page<AuditEntry>> {
    return this.#get(`/api/v1/audit?${search}`);
  }

  limits(): Promise<Limits> {
    return this.#get("/api/v1/limits");
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#api.send(path);
    return response.json();
  }
}
