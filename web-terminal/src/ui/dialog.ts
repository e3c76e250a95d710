import { type Disposable, Disposables } from "../disposables";
import { el } from "./element";

let count = 0;

/** A native modal dialog: it takes the focus and gives it back, Escape and a press beside it close it. */
export class Dialog implements Disposable {
  readonly element: HTMLDialogElement;
  readonly disposables = new Disposables();
  readonly closed: Promise<void>;
  /** Whether a press beside it leaves it open. */
  stays = false;

  constructor(title: string, className: string, ...children: (Node | string)[]) {
    const id = `dialog-${++count}`;
    const heading = el("h2", { id }, title);
    this.element = el(
      "dialog",
      { class: `dialog ${className}`, "aria-labelledby": id },
      heading,
      ...children,
    );
    this.disposables.listen<MouseEvent>(this.element, "pointerdown", (event) => {
      if (this.stays || event.target !== this.element) return;
      if (!this.#holds(event)) this.close();
    });
    this.closed = new Promise((resolve) => {
      this.element.addEventListener("close", () => {
        this.element.remove();
        resolve();
      });
    });
  }

  show(): void {
    document.body.append(this.element);
    this.element.showModal();
  }

  close(): void {
    this.element.close();
  }

  dispose(): void {
    if (this.element.open) this.close();
    this.disposables.dispose();
  }

  #holds({ clientX, clientY }: MouseEvent): boolean {
    const { left, right, top, bottom } = this.element.getBoundingClientRect();
    return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  }
}

export interface Question {
  title: string;
  text: string;
  action: string;
}

/** Asks before something that can't be taken back. */
export async function ask({ title, text, action }: Question): Promise<boolean> {
  const no = el("button", { type: "button", class: "quiet" }, "Cancel");
  const yes = el("button", { type: "button", class: "primary danger", autofocus: true }, action);
  const dialog = new Dialog(
    title,
    "question",
    el("p", {}, text),
    el("div", { class: "dialog-buttons" }, no, yes),
  );
  let agreed = false;
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    agreed = true;
    dialog.close();
  });
  dialog.show();
  await dialog.closed;
  dialog.dispose();
  return agreed;
}
