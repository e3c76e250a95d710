/** Stands in for a browser's WebSocket: what was sent is kept, what arrives is played by the test. */
export class FakeSocket {
  static readonly opened: FakeSocket[] = [];

  readonly url: string;
  readonly protocols: readonly string[];
  readonly sent: (string | Uint8Array)[] = [];
  readyState = 1;
  binaryType = "blob";
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor(url: string, protocols: readonly string[]) {
    this.url = url;
    this.protocols = protocols;
    FakeSocket.opened.push(this);
  }

  static readonly open = (url: string, protocols: readonly string[]): WebSocket =>
    new FakeSocket(url, protocols) as unknown as WebSocket;

  static get last(): FakeSocket {
    const socket = FakeSocket.opened.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }

  send(frame: string | Uint8Array): void {
    this.sent.push(frame);
  }

  close(): void {
    this.readyState = 3;
  }

  get control(): unknown[] {
    return this.sent
      .filter((frame) => typeof frame === "string")
      .map((frame) => JSON.parse(frame))
      .filter(({ type }) => type !== "ping");
  }

  /** What was typed over this socket. */
  get typed(): string {
    const frames = this.sent.filter((frame) => typeof frame !== "string");
    return frames.map((frame) => new TextDecoder().decode(frame.subarray(1))).join("");
  }

  says(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  writes(text: string): void {
    const bytes = new TextEncoder().encode(`\u0001${text}`);
    this.onmessage?.({ data: bytes.buffer });
  }

  closes(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}
