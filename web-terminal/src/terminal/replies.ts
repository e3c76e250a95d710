import type { IFunctionIdentifier, Terminal } from "@xterm/xterm";
import { type Disposable, Disposables } from "../disposables";

const CSI_QUESTIONS: readonly IFunctionIdentifier[] = [
  { final: "c" },
  { prefix: ">", final: "c" },
  { prefix: "=", final: "c" },
  { final: "n" },
  { prefix: "?", final: "n" },
  { prefix: ">", final: "q" },
  { intermediates: "$", final: "p" },
  { prefix: "?", intermediates: "$", final: "p" },
];

const OSC_COLOURS: readonly number[] = [4, 10, 11, 12];

/** While muted, takes the questions that a replayed program asked the terminal out of its output. */
export class Replies implements Disposable {
  readonly #disposables = new Disposables();
  muted = false;

  constructor({ parser }: Terminal) {
    const taken = (): boolean => this.muted;
    for (const id of CSI_QUESTIONS) {
      this.#disposables.add(parser.registerCsiHandler(id, taken));
    }
    for (const id of OSC_COLOURS) {
      this.#disposables.add(
        parser.registerOscHandler(id, (data) => this.muted && data.includes("?")),
      );
    }
    this.#disposables.add(parser.registerDcsHandler({ intermediates: "$", final: "q" }, taken));
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
