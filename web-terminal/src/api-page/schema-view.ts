import { el } from "../ui/element";
import type { Schema } from "./openapi";
import { phrase } from "./prose";
import { limitsOf, typeOf } from "./schema-words";

/** A named value: a parameter, or a member of an object. */
export interface Entry {
  name: string;
  schema: Schema;
  note: string;
  description: string;
}

export function membersOf({ properties, required }: Schema): Entry[] {
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    schema,
    note: required?.includes(name) ? "" : "optional",
    description: schema.description ?? "",
  }));
}

export function entryList(entries: Entry[]): HTMLElement {
  return el("dl", { class: "entries" }, ...entries.flatMap(entry));
}

function entry({ name, schema, note, description }: Entry): HTMLElement[] {
  const limits = limitsOf(schema);
  return [
    el(
      "dt",
      {},
      el("code", {}, name),
      el("span", { class: "type" }, ...typeWords(schema)),
      note === "" ? null : el("span", { class: "note" }, note),
    ),
    el(
      "dd",
      {},
      ...phrase(description),
      limits.length > 0 ? el("span", { class: "limits" }, limits.join("; ")) : null,
      nested(schema),
    ),
  ];
}

function nested(schema: Schema): HTMLElement | null {
  const objects = [schema, ...(schema.oneOf ?? [])].filter(({ properties }) => properties);
  return objects.length === 0 ? null : entryList(objects.flatMap(membersOf));
}

/** What a schema is; another one that has a name is a link to where it is described. */
export function typeWords(schema: Schema): (Node | string)[] {
  return typeOf(schema).map((piece) =>
    typeof piece === "string" ? piece : el("a", { href: `#schema-${piece.schema}` }, piece.schema),
  );
}

export function schemaView(name: string, schema: Schema): HTMLElement {
  const variants = schema.oneOf ?? [schema];
  return el(
    "section",
    { class: "schema", id: `schema-${name}`, "aria-labelledby": `name-of-${name}` },
    el("h3", { id: `name-of-${name}` }, name),
    el("p", {}, ...phrase(schema.description ?? "")),
    ...variants.flatMap((variant) => [
      variant === schema ? null : el("h4", {}, ...phrase(variant.description ?? "")),
      entryList(membersOf(variant)),
    ]),
  );
}
