import type { Disposable } from "../disposables";

const FLASH_MS = 160;
const PITCH_HZ = 660;
const LENGTH_S = 0.12;

/** Rings on an element: a short flash of its edge, and a tone where one is wanted; many bells at once ring once. */
export class Bell implements Disposable {
  readonly #element: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #audio: AudioContext | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  ring(sound: boolean): void {
    if (this.#timer !== undefined) return;
    this.#element.classList.add("ringing");
    if (sound) this.#sound();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#element.classList.remove("ringing");
    }, FLASH_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    void this.#audio?.close();
  }

  #sound(): void {
    this.#audio ??= new AudioContext();
    const { currentTime, destination } = this.#audio;
    const tone = this.#audio.createOscillator();
    const volume = this.#audio.createGain();
    tone.frequency.value = PITCH_HZ;
    volume.gain.setValueAtTime(0.12, currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, currentTime + LENGTH_S);
    tone.connect(volume).connect(destination);
    tone.start();
    tone.stop(currentTime + LENGTH_S);
  }
}
