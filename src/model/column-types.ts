import type { Definitions } from './definitions.js';
import type { Dimension, Measure, Relation, SemanticModel, TypeOrigin, ValueType } from './types.js';
import { valueTypeOf } from './warehouse-types.js';

/** Columns and their types, as one source tells them. */
export interface KnownColumns {
  readonly origin: Extract<TypeOrigin, 'manifest' | 'catalog' | 'warehouse'>;
  /** The type of a column of a relation; names are compared without case and quotes. */
  typeOf(relation: string, column: string): ValueType | undefined;
}

/** Types of columns by relation, by column, as `column_types.json` keeps them. */
export type ColumnTable = ReadonlyMap<string, ReadonlyMap<string, ValueType>>;

export function knownColumns(origin: KnownColumns['origin'], table: ColumnTable): KnownColumns {
  const folded = new Map(
    [...table].map(([relation, columns]) => [
      foldName(relation),
      new Map([...columns].map(([column, type]) => [foldName(column), type])),
    ]),
  );
  return { origin, typeOf: (relation, column) => folded.get(foldName(relation))?.get(foldName(column)) };
}

/** `"Shop".orders` → shop.orders */
export function foldName(name: string): string {
  return name.replaceAll('"', '').toLowerCase();
}

/**
 * The definitions with types on all dimensions and measures that are a bare column or a cast, as the first source
 * tells that knows the column. What their author says of them stays (graphql-contract.md, "Types").
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
  return { ...definitions, models };
}

/** Where an expression is nothing but a column: its name. */
function columnOfExpr(expr: string): string | undefined {
  return /^\s*(?:[a-z_][\w$]*|"[^"]+")\s*$/i.test(expr) ? expr.trim() : undefined;
}

interface Told {
  readonly type: ValueType;
  readonly typeOrigin: TypeOrigin;
}

function toldType(expr: string, { name }: Relation, sources: readonly KnownColumns[]): Told | undefined {
  const cast = castType(expr);
  if (cast) return { type: valueTypeOf(cast), typeOrigin: 'cast' };
  const column = columnOfExpr(expr);
  if (column === undefined) return undefined;
  for (const { origin, typeOf } of sources) {
    const type = typeOf(name, column);
    if (type) return { type, typeOrigin: origin };
  }
  return undefined;
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

/** A time stays a time: a text column with dates in it is compared as one. */
function typedDimension(dimension: Dimension, told: Told | undefined): Dimension {
  if (!told || isTold(dimension)) return dimension;
  const fits = dimension.kind === 'categorical' || told.type === 'date' || told.type === 'datetime';
  return fits ? { ...dimension, ...told } : dimension;
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
