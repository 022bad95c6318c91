const DECIMAL = /^-?\d+(\.\d+)?$/;
/** The fields that say which of several objects this is. */
const TELLING = ["object", "type", "deleted"];

/** Says what about a value is not as its type says, each complaint with the place. */
export function openComplaints(named) {
  const chosen = new Map();
  return about;

  /** `partly` is for what an update changed: only some fields are there. */
  function about(value, type, place, partly = false) {
    if (type === "anything") return [];
    if (typeof type === "string") return isPlain(value, type) ? [] : [wrong(value, type, place)];
    if (type.named) return about(value, named[type.named], place, partly);
    if (type.partly) return about(value, type.partly, place, true);
    if ("is" in type) return value === type.is ? [] : [wrong(value, type, place)];
    if (type.either) return aboutEither(value, type, place, partly);
    if (type.paged) return about(value, pageOf(type), place, partly);
    if (type.list) return aboutList(value, type, place);
    return isObject(value) ? aboutFields(value, type, place, partly) : [wrong(value, type, place)];
  }

  function aboutEither(value, type, place, partly) {
    const meant = isObject(value)
      ? candidates(type).filter((one) => tells(value, one))
      : candidates(type).filter(({ fields }) => !fields);
    let nearest;
    for (const one of meant) {
      const complaints = about(value, one, place, partly);
      if (!complaints.length) return [];
      if (isObject(value) && complaints.length < (nearest?.length ?? Infinity))
        nearest = complaints;
    }
    return nearest ?? [wrong(value, type, place)];
  }

  function aboutList(value, { list }, place) {
    if (!Array.isArray(value)) return [wrong(value, { list }, place)];
    return value.flatMap((each, index) => about(each, list, `${place}[${index}]`));
  }

  function aboutFields(value, { fields, others }, place, partly) {
    const absent = Object.keys(fields).filter((name) => !(name in value));
    return [
      ...absent
        .filter((name) => !partly && !fields[name].optional)
        .map((name) => `${place}.${name} is missing`),
      ...Object.entries(value).flatMap(([name, inner]) => {
        const field = Object.hasOwn(fields, name) ? fields[name] : others && { is: others };
        if (!field) return [`${place}.${name} is no field of Stripe's`];
        return about(inner, field.is, `${place}.${name}`);
      }),
    ];
  }

  /** The types that a choice comes down to. */
  function candidates(type) {
    const known = chosen.get(type) ?? comeDown(type);
    chosen.set(type, known);
    return known;
  }

  function comeDown(type) {
    if (type.named) return candidates(named[type.named]);
    if (type.paged) return [pageOf(type)];
    return type.either ? type.either.flatMap(comeDown) : [type];
  }

  function tells(value, { fields }) {
    return (
      fields &&
      TELLING.every((name) => {
        const told = fields[name]?.is.is;
        return told === undefined || !(name in value) || told === value[name];
      })
    );
  }

  function wrong(value, type, place) {
    const given = JSON.stringify(value) ?? "nothing";
    return `${place} is ${given.slice(0, 80)}, not ${inWords(type)}`;
  }

  function inWords(type) {
    if (typeof type === "string") return type;
    if ("is" in type) return JSON.stringify(type.is);
    if (type.named) return type.named.replace(/.*:/, "");
    if (type.either) return type.either.map(inWords).join(" | ");
    return type.list ? "a list" : "an object";
  }
}

function pageOf({ list, paged }) {
  const fields = {
    object: { is: { is: paged } },
    data: { is: { list } },
    has_more: { is: "boolean" },
    url: { is: "string" },
    // What belongs to one object is counted, though the types do not say so.
    total_count: { is: "number", optional: true },
  };
  if (paged === "search_result") fields.next_page = { is: { either: ["string", "null"] } };
  return { fields };
}

function isPlain(value, type) {
  if (type === "null") return value === null;
  if (type === "decimal") return typeof value === "string" && DECIMAL.test(value);
  return typeof value === type;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
