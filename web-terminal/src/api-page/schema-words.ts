import type { Schema } from "./openapi";

const SCHEMAS = "#/components/schemas/";

/** The name of the schema that this one refers to. */
export function nameOf({ $ref }: Schema): string | null {
  return $ref?.startsWith(SCHEMAS) ? $ref.slice(SCHEMAS.length) : null;
}

/** What a value is, in pieces: words, and names of schemas that are described elsewhere. */
export type TypePiece = string | { schema: string };

export function typeOf(schema: Schema): TypePiece[] {
  const name = nameOf(schema);
  if (name !== null) return [{ schema: name }];
  if (schema.contentSchema) return ["text of ", ...typeOf(schema.contentSchema)];
  if (schema.oneOf) return join(schema.oneOf.map(typeOf), " or ");
  if (schema.items) return ["list of ", ...typeOf(schema.items)];
  const { type, additionalProperties: others } = schema;
  if (type === "object" && typeof others === "object") return ["object of ", ...typeOf(others)];
  const words = [type ?? "bytes"].flat().join(" or ");
  return [schema.format ? `${words} (${schema.format})` : words];
}

function join(pieces: TypePiece[][], between: string): TypePiece[] {
  return pieces.flatMap((piece, i) => (i === 0 ? piece : [between, ...piece]));
}

/** What values there may be, each in a few words. */
export function limitsOf(schema: Schema): string[] {
  const { minimum, maximum, enum: values, default: usual, pattern, minItems } = schema;
  return [
    values && `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
    minimum !== undefined && maximum !== undefined && `${minimum} to ${maximum}`,
    minimum !== undefined && maximum === undefined && `${minimum} or more`,
    minimum === undefined && maximum !== undefined && `${maximum} or less`,
    minItems !== undefined && `at least ${minItems}`,
    pattern !== undefined && `matches ${pattern}`,
    usual !== undefined && `${JSON.stringify(usual)} unless given`,
  ].filter((limit) => typeof limit === "string");
}
