import { type Disposable, Disposables } from "../disposables";
import type { Attachments, Mode } from "../exec/frames";
import { copyText } from "../terminal/copy";
import { loadDialogs } from "../ui/load-dialogs";
import type { ShareDialog } from "../ui/share-dialog";

export interface SharingListener {
  link(mode: Mode): Promise<string>;
  setMode(attachment: string, mode: Mode): void;
  closed(): void;
}

/** Who is attached to a session, and the dialog about it, loaded when it is first asked for. */
export class Sharing implements Disposable {
  readonly #disposables = new Disposables();
  readonly #place: HTMLElement;
  readonly #listener: SharingListener;
  #dialog: ShareDialog | undefined;
  #attendance: [Attachments, own: string] | undefined;

  constructor(place: HTMLElement, listener: SharingListener) {
    this.#place = place;
    this.#listener = listener;
  }

  attached(attachments: Attachments, own: string): void {
    this.#attendance = [attachments, own];
    this.#dialog?.show(attachments, own);
  }

  async open(): Promise<void> {
    const { ShareDialog } = await loadDialogs();
    this.#dialog ??= this.#newDialog(ShareDialog);
    this.#dialog.open();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #newDialog(Dialog: typeof ShareDialog): ShareDialog {
    const dialog = this.#disposables.add(
      new Dialog({
        link: (mode) => this.#listener.link(mode),
        copy: copyText,
        setMode: (attachment, mode) => this.#listener.setMode(attachment, mode),
      }),
    );
    this.#disposables.listen(dialog.element, "close", () => this.#listener.closed());
    this.#place.append(dialog.element);
    if (this.#attendance) dialog.show(...this.#attendance);
    return dialog;
  }
}
