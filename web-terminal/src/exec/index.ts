/** The `exec.v1` client library: everything here runs without a page, wherever there is a `WebSocket`. */
export {
  type ClientListener,
  type ClientOptions,
  type ClientState,
  ExecClient,
  type Refusal,
} from "./client";
export type { OpenSocket } from "./connection";
export type {
  AttachedSession,
  Attachments,
  Attendee,
  ControlFrame,
  Exit,
  ExitReason,
  Mode,
} from "./frames";
export { binaryInput, type InputProgress, textInput } from "./input";
export { Output, type Screen } from "./output";
export { type Size, SizeRule, type SizeRuleListener } from "./size";
export { pageWakes, type WakeSource } from "./wake";
