import { joinWords } from "../exec/words";
import { type Parameter, type Rule, VERBS } from "./admin-api";

/** One property of a rule, in words. */
export type Fact = readonly [string, readonly string[]];

export function isDenial({ deny }: Rule): boolean {
  return (deny?.length ?? 0) > 0;
}

/** Its verbs in the order in which the documentation has them. */
export function verbsOf(rule: Rule): readonly string[] {
  const verbs = (isDenial(rule) ? rule.deny : rule.allow) ?? [];
  return VERBS.filter((verb) => verbs.includes(verb));
}

/** For whom, where and when it holds; all facts must hold, and of each any part. */
export function factsOf({ subjects, on, when, command }: Rule): Fact[] {
  const facts: Fact[] = [
    [
      "For",
      [
        ...named("user", subjects.users),
        ...named("group", subjects.groups),
        ...named("token", subjects.tokens),
      ],
    ],
    ["Remotes", on?.remotes ?? []],
    ["Projects", on?.projects ?? []],
    ["Instances", on?.instances ?? []],
    ["Types", on?.types ?? []],
    ...Object.entries(on?.config ?? {}).map(([key, values]): Fact => [key, values]),
    ["User IDs", when?.uids ?? []],
    ["Group IDs", isSame(when?.gids, when?.uids) ? [] : (when?.gids ?? [])],
    ["Commands", when?.commands?.map(joinPattern) ?? []],
    ["May set", settable(when?.environment)],
    ["Terminal", terminal(when?.interactive)],
    ["From", when?.networks ?? []],
  ];
  if (command) {
    facts.push(["Only", [joinPattern(command.argv)]]);
    for (const [name, parameter] of Object.entries(command.parameters ?? {})) {
      facts.push([`{${name}}`, parameterInWords(parameter)]);
    }
  }
  return facts.filter(([, parts]) => parts.length > 0);
}

function named(kind: string, names: readonly string[] = []): string[] {
  return names.map((name) => (name === "*" ? `every ${kind}` : `${kind} ${name}`));
}

function isSame(one: readonly string[] = [], other: readonly string[] = []): boolean {
  return one.join() === other.join();
}

/** As one would type it, with its * and {} left as they are. */
function joinPattern(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./{}*-]+$/.test(word) ? word : joinWords([word])))
    .join(" ");
}

function settable(names: readonly string[] | undefined): readonly string[] {
  return names?.length === 0 ? ["no variable"] : (names ?? []);
}

function terminal(interactive: boolean | undefined): readonly string[] {
  return interactive === undefined ? [] : [interactive ? "in a terminal" : "without a terminal"];
}

function parameterInWords({ oneOf, pattern, integer }: Parameter): readonly string[] {
  if (oneOf) return oneOf;
  return pattern === undefined ? [`a number of ${integer}`] : [`/${pattern}/`];
}
