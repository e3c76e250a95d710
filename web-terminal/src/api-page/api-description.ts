import type { Document, Example, MediaType, Parameter, Reference, Response } from "./openapi";

export interface Content {
  type: string;
  media: MediaType;
  examples: Example[];
}

export interface Answer {
  status: string;
  description: string;
  headers: [name: string, description: string][];
  contents: Content[];
}

export interface Problem {
  code: string;
  status: string;
  meaning: string;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  isOpen: boolean;
  parameters: Parameter[];
  body: { description: string; contents: Content[] } | null;
  answers: Answer[];
  problems: Problem[];
}

export interface Section {
  name: string;
  description: string;
  operations: Operation[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];
const PROBLEM = "application/problem+json";

/** The description in the order in which one reads it, with what it refers to in its place. */
export class ApiDescription {
  readonly document: Document;
  readonly sections: Section[];

  constructor(document: Document) {
    this.document = document;
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      METHODS.filter((method) => method in methods).map((method) => this.#operation(path, method)),
    );
    this.sections = document.tags.map(({ name, description }) => ({
      name,
      description,
      operations: all.filter(([tag]) => tag === name).map(([, operation]) => operation),
    }));
  }

  get operations(): Operation[] {
    return this.sections.flatMap(({ operations }) => operations);
  }

  /** Every problem that an operation can answer with, by status and code. */
  get problems(): Problem[] {
    const byCode = new Map(
      this.operations.flatMap(({ problems }) => problems.map((problem) => [problem.code, problem])),
    );
    return [...byCode.values()].sort((a, b) =>
      `${a.status} ${a.code}`.localeCompare(`${b.status} ${b.code}`),
    );
  }

  #operation(path: string, method: string): [tag: string, Operation] {
    const node = this.document.paths[path]?.[method];
    if (!node) throw new Error(`${method} ${path} is not described`);
    const responses = Object.entries(node.responses).map(
      ([status, response]) => [status, this.#response(response)] as const,
    );
    const isProblem = (response: Response): boolean => PROBLEM in (response.content ?? {});
    const { requestBody } = node;
    return [
      node.tags[0] ?? "",
      {
        id: node.operationId,
        method: method.toUpperCase(),
        path,
        summary: node.summary,
        description: node.description,
        isOpen: node.security?.length === 0,
        parameters: node.parameters ?? [],
        body: requestBody
          ? {
              description: requestBody.description ?? "",
              contents: this.#contents(requestBody.content),
            }
          : null,
        answers: responses
          .filter(([, response]) => !isProblem(response))
          .map(([status, response]) => this.#answer(status, response)),
        problems: responses
          .filter(([, response]) => isProblem(response))
          .flatMap(([status, response]) => this.#problems(status, response)),
      },
    ];
  }

  #response(response: Response | Reference): Response {
    if (!("$ref" in response)) return response;
    const name = response.$ref.slice("#/components/responses/".length);
    const found = this.document.components.responses[name];
    if (!found) throw new Error(`There is no ${response.$ref}`);
    return found;
  }

  #answer(status: string, { description, headers, content }: Response): Answer {
    return {
      status,
      description,
      headers: Object.entries(headers ?? {}).map(([name, header]) => [name, header.description]),
      contents: this.#contents(content ?? {}),
    };
  }

  #contents(content: Record<string, MediaType>): Content[] {
    return Object.entries(content).map(([type, media]) => ({
      type,
      media,
      examples: this.#examples(media),
    }));
  }

  #examples({ example, examples }: MediaType): Example[] {
    const named = Object.values(examples ?? {}).map((one) => this.#example(one));
    return example === undefined ? named : [{ summary: "", value: example }, ...named];
  }

  #example(example: Example | Reference): Example {
    if (!("$ref" in example)) return example;
    const found =
      this.document.components.examples[example.$ref.slice("#/components/examples/".length)];
    if (!found) throw new Error(`There is no ${example.$ref}`);
    return found;
  }

  #problems(status: string, { content }: Response): Problem[] {
    return Object.entries(content?.[PROBLEM]?.examples ?? {}).map(([code, example]) => ({
      code,
      status,
      meaning: this.#example(example).summary,
    }));
  }
}
