export interface Disposable {
  dispose(): void;
}

/** What one unit opened, in the order of opening, to be closed by that unit in the reverse order. */
export class Disposables implements Disposable {
  readonly #items: Disposable[] = [];

  add<T extends Disposable>(item: T): T {
    this.#items.push(item);
    return item;
  }

  onDispose(dispose: () => void): void {
    this.#items.push({ dispose });
  }

  listen<E extends Event>(
    target: EventTarget,
    type: string,
    listener: (event: E) => void,
    options?: AddEventListenerOptions,
  ): void {
    const handler = listener as EventListener;
    target.addEventListener(type, handler, options);
    this.onDispose(() => target.removeEventListener(type, handler, options));
  }

  dispose(): void {
    for (const item of this.#items.splice(0).reverse()) item.dispose();
  }
}
