import { openDeclarations } from "./declarations.mjs";

const PLAIN = {
  TSStringKeyword: "string",
  TSNumberKeyword: "number",
  TSBooleanKeyword: "boolean",
  TSNullKeyword: "null",
  TSAnyKeyword: "anything",
  TSUnknownKeyword: "anything",
  TSObjectKeyword: "anything",
  TSVoidKeyword: "nothing",
  TSUndefinedKeyword: "nothing",
  TSNeverKeyword: "nothing",
};

/** What the SDK's own types mean on the wire. */
const WIRE = {
  Decimal: () => "decimal",
  OtherString: () => "string",
  StripeStreamResponse: () => "anything",
  Array: (item) => ({ list: item }),
  Record: (_name, value) => ({ fields: {}, others: value }),
  Partial: (whole) => ({ partly: whole }),
  Promise: (answer) => answer,
  Response: (answer) => answer,
  ApiListPromise: (item) => ({ list: item, paged: "list" }),
  ApiList: (item) => ({ list: item, paged: "list" }),
  ApiSearchResultPromise: (item) => ({ list: item, paged: "search_result" }),
};

/** Turns TypeScript's types into plain data: `named` holds every type that another one mentions. */
export function openTypes() {
  const { file, find } = openDeclarations();
  const named = {};
  return { file, read, named };

  function read(node, scope) {
    if (PLAIN[node.type]) return PLAIN[node.type];
    switch (node.type) {
      case "TSLiteralType":
        return { is: node.literal.value };
      case "TSArrayType":
        return { list: read(node.elementType, scope) };
      case "TSUnionType":
        return { either: alternatives(node.types, scope) };
      case "TSTypeLiteral":
        return fieldsOf(node.members, scope);
      case "TSTypeReference":
        return reference(node, scope);
      default:
        throw new Error(`${scope.path} holds a ${node.type}, which is not read yet.`);
    }
  }

  /** A list of words that is open to new ones is closed here: the sandbox has no reason to make up words. */
  function alternatives(types, scope) {
    const closed = types.some(({ type }) => type === "TSLiteralType");
    return types
      .filter(({ typeName }) => !closed || typeName?.name !== "OtherString")
      .map((each) => read(each, scope));
  }

  function reference({ typeName, typeArguments }, scope) {
    const path = pathOf(typeName);
    const wire = WIRE[path.join(".")];
    if (wire) return wire(...(typeArguments?.params ?? []).map((each) => read(each, scope)));
    const meant = find(scope, path);
    const name = `${meant.scope.path.replace(/.*\/esm\/(resources\/)?|\.d\.ts$/g, "")}:${meant.name}`;
    if (!(name in named)) {
      named[name] = {};
      named[name] = declared(meant);
    }
    return { named: name };
  }

  function declared({ declarations, scope }) {
    const [first] = declarations;
    if (first.type === "TSTypeAliasDeclaration") return read(first.typeAnnotation, scope);
    const bases = declarations
      .flatMap((each) => each.extends)
      .map(({ expression }) => declared(find(scope, pathOf(expression))));
    const own = fieldsOf(
      declarations.flatMap((each) => each.body.body),
      scope,
    );
    return { ...own, fields: Object.assign({}, ...bases.map(({ fields }) => fields), own.fields) };
  }

  function fieldsOf(members, scope) {
    const fields = {};
    let others;
    for (const { type, key, optional, typeAnnotation } of members) {
      const is = read(typeAnnotation.typeAnnotation, scope);
      if (type === "TSIndexSignature") others = is;
      else if (is !== "nothing")
        fields[key.name ?? key.value] = optional ? { is, optional } : { is };
    }
    return { fields, ...(others && { others }) };
  }
}

function pathOf(node) {
  if (node.type === "TSQualifiedName") return [...pathOf(node.left), node.right.name];
  if (node.type === "MemberExpression") return [...pathOf(node.object), node.property.name];
  return [node.name];
}
