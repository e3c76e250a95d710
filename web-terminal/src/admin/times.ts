import { el } from "../ui/element";
import { ageInWords } from "../ui/units";

const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** A moment as people here write it. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : FORMAT.format(at);
}

/** How long ago or until when, with the moment itself as its title. */
export function timeElement(iso: string, now: number): HTMLElement {
  return el("time", { datetime: iso, title: moment(iso) }, sinceInWords(iso, now));
}

export function sinceInWords(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) return iso;
  return seconds < 0 ? `in ${ageInWords(-seconds)}` : `${ageInWords(seconds)} ago`;
}
