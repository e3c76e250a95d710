import type { Disposable } from "../disposables";
import type { Context } from "../pages/page";
import type { AdminApi } from "./admin-api";

/** What a section of the administration may use. */
export interface AdminContext extends Pick<Context, "api" | "router" | "signInAgain"> {
  admin: AdminApi;
}

/** One section of the administration: what is below its heading. */
export interface Section extends Disposable {
  readonly element: HTMLElement;
  /** What stands beside the heading. */
  readonly tools?: HTMLElement;
  /** Called once the elements are in the document. */
  shown(): void;
}

export type Query = Readonly<Record<string, string>>;
