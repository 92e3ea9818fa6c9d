import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, type Terraform, text } from "../terraform";

const TYPES = /^(string|number|bool|list\(string\)|map\(string\))$/;

/** What a variable lacks for an operator: a type, a description, validation that speaks of it alone. */
export function lacksOf(name: string, variable: JsonObject): string[] {
  const rules = (variable.validation ?? []) as { condition: string; error_message: string }[];
  const lacks: [boolean, string][] = [
    [!TYPES.test(text(variable.type ?? "")), "a type"],
    [text(variable.description ?? "").length <= 20, "a description"],
    [rules.length === 0, "validation"],
    [rules.some(({ condition }) => !condition.includes(`var.${name}`)), "validation of itself"],
    // Terraform 1.5 wants a sentence; and a condition may speak of its own variable only.
    [rules.some(({ error_message: message }) => !/^[A-Z].*\.$/s.test(message)), "a sentence"],
    [rules.some(({ condition }) => othersIn(condition, name).length > 0), "validation of itself alone"],
  ];
  return lacks.filter(([isLacking]) => isLacking).map(([, what]) => what);
}

function othersIn(condition: string, name: string): (string | undefined)[] {
  return [...condition.matchAll(/var\.(\w+)/g)].map(([, other]) => other).filter((other) => other !== name);
}

/** The pattern that a variable's condition holds its value against. */
export function patternOf(system: Terraform, name: string): RegExp {
  const condition = text(at(system.section("variable")[name], "validation", 0, "condition"));
  const literal = /regex\(("(?:[^"\\]|\\.)*")/.exec(condition)?.[1] ?? '"$^"';
  return new RegExp(JSON.parse(literal) as string);
}
