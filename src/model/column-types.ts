import type { Definitions, TimeSpine } from './definitions.js';
import type {
  Dimension,
  Measure,
  Relation,
  SemanticModel,
  TimeStorage,
  ToldType,
  TypeOrigin,
  ValueType,
} from './types.js';
import { type KnownType, knownTypeOf, toldTypeOf } from './warehouse-types.js';

/** Columns and their types, as one source tells them. */
export interface KnownColumns {
  readonly origin: Extract<TypeOrigin, 'manifest' | 'catalog' | 'warehouse'>;
  /** The type of a column of a relation; names are compared without case and quotes. */
  typeOf(relation: string, column: string): KnownType | undefined;
}

/** Types of columns by relation, by column, as `column_types.json` keeps them. */
export type ColumnTable = ReadonlyMap<string, ReadonlyMap<string, ToldType>>;

export function knownColumns(origin: KnownColumns['origin'], table: ColumnTable): KnownColumns {
  const folded = new Map(
    [...table].map(([relation, columns]) => [
      foldName(relation),
      new Map([...columns].map(([column, type]) => [foldName(column), toldTypeOf(type)])),
    ]),
  );
  return { origin, typeOf: (relation, column) => folded.get(foldName(relation))?.get(foldName(column)) };
}

/** `"Shop".orders` → shop.orders */
export function foldName(name: string): string {
  return name.replaceAll('"', '').toLowerCase();
}

/**
 * The definitions with types on all dimensions, measures and time spines that are a bare column or a cast, as the first
 * source tells that knows the column. What their author says of them stays (graphql-contract.md, "Types").
 */
export function withColumnTypes(definitions: Definitions, sources: readonly KnownColumns[]): Definitions {
  const models = definitions.models.map((model): SemanticModel => {
    const told = (expr: string) => toldType(expr, model.relation, sources);
    return {
      ...model,
      dimensions: model.dimensions.map((dimension) => typedDimension(dimension, told(dimension.expr))),
      measures: model.measures.map((measure) => typedMeasure(measure, told(measure.expr))),
    };
  });
  const timeSpines = definitions.timeSpines.map((spine): TimeSpine => {
    const stored = spine.stored ?? toldType(spine.column, spine.relation, sources)?.stored;
    return stored ? { ...spine, stored } : spine;
  });
  return { ...definitions, models, timeSpines };
}

/** Where an expression is nothing but a column: its name. */
function columnOfExpr(expr: string): string | undefined {
  return /^\s*(?:[a-z_][\w$]*|"[^"]+")\s*$/i.test(expr) ? expr.trim() : undefined;
}

interface Told {
  readonly type: ValueType;
  readonly stored?: TimeStorage;
  readonly typeOrigin: TypeOrigin;
}

function toldType(expr: string, { name }: Relation, sources: readonly KnownColumns[]): Told | undefined {
  const cast = castType(expr);
  if (cast) return { ...knownTypeOf(cast), typeOrigin: 'cast' };
  const column = columnOfExpr(expr);
  if (column === undefined) return undefined;
  const told = sources.flatMap(({ origin, typeOf }): Told | readonly [] => {
    const known = typeOf(name, column);
    return known ? { ...known, typeOrigin: origin } : [];
  });
  // A type that says only that it is a timestamp leaves to a later source how it is stored.
  const stored = told.find((one) => one.stored)?.stored;
  return told[0] && { ...told[0], ...(stored && { stored }) };
}

const NAME = String.raw`(?:[a-z_][\w$]*|"[^"]+")(?:\.(?:[a-z_][\w$]*|"[^"]+"))*`;
const BRACKETS = String.raw`\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)`;
const TYPE = String.raw`(?<type>[a-z]\w*(?: precision)?(?:\s*\([\d\s,]+\))?(?: with(?:out)? time zone)?)`;
const CASTS = [
  new RegExp(String.raw`^(?:${NAME}|(?:${NAME})?\s*${BRACKETS})\s*::\s*${TYPE}$`, 'i'),
  new RegExp(String.raw`^(?:try_)?cast\s*\((?:[^()]|${BRACKETS})*\sas\s+${TYPE}\s*\)$`, 'i'),
];

/** The type to which all of an expression is cast: `amount::decimal(18,3)`, `cast(x as date)`. */
function castType(expr: string): string | undefined {
  return CASTS.map((cast) => cast.exec(expr.trim())?.groups?.type).find((type) => type !== undefined);
}

/** By its own author. */
function isTold({ typeOrigin }: Dimension): boolean {
  return typeOrigin === 'meta' || typeOrigin === 'column';
}

/** A time stays a time: a text column with dates in it is compared as one. How it is stored nobody but the column knows. */
function typedDimension(dimension: Dimension, told: Told | undefined): Dimension {
  if (!told) return dimension;
  const { stored, ...type } = told;
  if (dimension.kind === 'categorical') return isTold(dimension) ? dimension : { ...dimension, ...type };
  const kept = { ...dimension, ...(stored && !dimension.stored && { stored }) };
  return isTold(dimension) || (type.type !== 'date' && type.type !== 'datetime') ? kept : { ...kept, ...type };
}

const NUMBERS: readonly ValueType[] = ['long', 'decimal', 'double'];

/** Only numbers are added up, whatever the warehouse makes of a text. */
function typedMeasure(measure: Measure, told: Told | undefined): Measure {
  if (!told || measure.type) return measure;
  const fits = measure.agg === 'min' || measure.agg === 'max' || NUMBERS.includes(told.type);
  return fits ? { ...measure, type: told.type } : measure;
}

/** The columns whose types matter: of dimensions that don't tell it themselves, and of what is summed or compared. */
export function columnsInUse({ models }: Definitions): readonly ColumnInUse[] {
  return models.flatMap(({ relation, dimensions, measures }) => {
    const untold = dimensions.filter((dimension) => !isTold(dimension));
    const typed = measures.filter(({ agg }) => agg === 'sum' || agg === 'min' || agg === 'max');
    const columns = [...untold, ...typed].flatMap(({ expr }) => columnOfExpr(expr) ?? []);
    return [...new Set(columns.map(foldName))].map((column) => ({ relation, column }));
  });
}

export interface ColumnInUse {
  readonly relation: Relation;
  readonly column: string;
}

/** How many dimensions had their type told by whom. */
export function countTypeOrigins({ models }: Definitions): ReadonlyMap<TypeOrigin, number> {
  const counts = new Map<TypeOrigin, number>();
  for (const { typeOrigin } of models.flatMap(({ dimensions }) => dimensions)) {
    counts.set(typeOrigin, (counts.get(typeOrigin) ?? 0) + 1);
  }
  return counts;
}
