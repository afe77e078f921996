import type { GraphQLScalarType } from 'graphql';
import { Arg, Ctx, Field, Info, InputType, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';

/** A GraphQL type: a scalar, or the class that type-graphql knows it by. */
export type TypeRef = GraphQLScalarType | NamedClass | EnumRef | typeof Boolean | typeof String | NumberConstructor;
export type NamedClass = new () => object;
/** What registerEnumType took: GraphQL name → internal value. */
export type EnumRef = Readonly<Record<string, string>>;

export interface FieldSpec {
  readonly name: string;
  readonly type: () => TypeRef;
  readonly list?: boolean | 'lists';
  readonly nullable?: boolean;
  readonly description?: string;
  readonly args?: readonly ArgSpec[];
  readonly deprecationReason?: string;
}

export interface ArgSpec {
  readonly name: string;
  readonly type: () => TypeRef;
  readonly list?: boolean;
  readonly nullable?: boolean;
  readonly defaultValue?: unknown;
  readonly description?: string;
}

/** A class of that name, which is how type-graphql names a type. */
export function namedClass(name: string): NamedClass {
  return { [name]: class {} }[name] as NamedClass;
}

export function defineObject(type: NamedClass, description: string, fields: readonly FieldSpec[]): NamedClass {
  ObjectType({ description })(type);
  for (const field of fields) defineField(type, field);
  return type;
}

function defineField(type: NamedClass, { name, args = [], ...field }: FieldSpec): void {
  args.forEach((arg, index) => {
    defineArg(type, name, arg, index);
  });
  // A property, though it may take arguments: type-graphql looks through all methods for each of its fields.
  Field(returnTypeOf(field), { ...optionsOf(field), simple: true })(type.prototype, name);
}

export function defineInput(type: NamedClass, description: string, fields: readonly ArgSpec[]): NamedClass {
  InputType({ description })(type);
  for (const field of fields) Field(returnTypeOf(field), optionsOf(field))(type.prototype, field.name);
  return type;
}

/** An enum whose internal values are ours: `productName` → "product__name". */
export function defineEnum(
  name: string,
  description: string,
  values: readonly { readonly name: string; readonly value: string; readonly description?: string }[],
): EnumRef {
  const ref = Object.fromEntries(values.map(({ name: key, value }) => [key, value]));
  const described = values.map(({ name: key, description: text }) => [key, text ? { description: text } : {}] as const);
  registerEnumType(ref, { name, description, valuesConfig: Object.fromEntries(described) });
  return ref;
}

export interface QuerySpec extends FieldSpec {
  readonly resolve: (context: unknown, info: unknown) => unknown;
}

/** The root fields, as one resolver class. */
export function defineQueries(queries: readonly QuerySpec[]): NamedClass {
  const type = namedClass('RootResolver');
  Resolver()(type);
  for (const { name, args = [], resolve, ...field } of queries) {
    const descriptor: PropertyDescriptor = { value: resolve, configurable: true, writable: true };
    Object.defineProperty(type.prototype, name, descriptor);
    Ctx()(type.prototype, name, 0);
    Info()(type.prototype, name, 1);
    args.forEach((arg, index) => {
      defineArg(type, name, arg, index + 2);
    });
    Query(returnTypeOf(field), optionsOf(field))(type.prototype, name, descriptor);
  }
  return type;
}

function defineArg(type: NamedClass, field: string, { name, ...arg }: ArgSpec, index: number): void {
  Arg(name, returnTypeOf(arg), optionsOf(arg))(type.prototype, field, index);
}

function returnTypeOf({ type, list }: Pick<FieldSpec, 'type' | 'list'>) {
  if (list === 'lists') return () => [[type()]];
  return list ? () => [type()] : () => type();
}

type Options = Omit<ArgSpec, 'name' | 'list'> & Pick<FieldSpec, 'deprecationReason' | 'list'>;

function optionsOf({ nullable, description, deprecationReason, ...rest }: Options) {
  return {
    ...(nullable && { nullable: true }),
    ...(description && { description }),
    ...(deprecationReason && { deprecationReason }),
    ...('defaultValue' in rest && { defaultValue: rest.defaultValue }),
  };
}
