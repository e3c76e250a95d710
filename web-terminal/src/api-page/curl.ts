import type { Content, Operation } from "./api-description";

/** A command line that does what the operation does, by its first example; null where curl can't. */
export function curlOf(operation: Operation, origin: string): string | null {
  if (operation.answers.some(({ status }) => status === "101")) return null;
  const content = operation.body?.contents[0];
  const parts = [
    method(operation, content),
    operation.isOpen ? null : `-H "Authorization: Bearer $TOKEN"`,
    ...body(content),
    quote(origin + path(operation) + query(operation)),
  ].filter((part) => part !== null);
  return parts.join(" \\\n  ");
}

function method({ method }: Operation, content: Content | undefined): string {
  const usual = content ? (isRaw(content) ? "PUT" : "POST") : "GET";
  return method === usual ? "curl" : `curl -X ${method}`;
}

function body(content: Content | undefined): string[] {
  const example = content?.examples[0];
  if (!content || !example) return [];
  if (isRaw(content)) return ["-T-"];
  if (content.type === "application/json")
    return [
      "-H 'Content-Type: application/json'",
      `-d ${quote(JSON.stringify(example.value), true)}`,
    ];
  return [`-d ${quote(new URLSearchParams(example.value as Record<string, string>).toString())}`];
}

function isRaw({ type }: Content): boolean {
  return type === "application/octet-stream";
}

function path({ path, parameters }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name) =>
    String(parameters.find((parameter) => parameter.name === name)?.example ?? name),
  );
}

/** Only what must be given: what may be given is in the table of parameters. */
function query({ parameters }: Operation): string {
  const pairs = parameters
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .flatMap(({ name, example }) => [example].flat().map((value) => [name, String(value)]));
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

function quote(text: string, always = false): string {
  return always || /[^\w:/.=-]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : text;
}
