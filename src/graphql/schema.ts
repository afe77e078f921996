import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import type { SemanticCatalog } from '../model/catalog.js';
import { namedDatasets } from './dataset-names.js';
import { defineQueries } from './define.js';
import { defineEnums } from './enums.js';
import { defineInputs } from './inputs.js';
import { Naming } from './naming.js';
import { rootFields } from './root-fields.js';
import { wired } from './wiring.js';

/** Apollo and type-graphql keep one global store of types; each build works on a copy of it. */
interface MetadataGlobal {
  TypeGraphQLMetadataStorage: { clone(): MetadataGlobal['TypeGraphQLMetadataStorage'] };
}

/** The GraphQL schema of a catalog. Equal definitions give an equal schema, byte for byte; no warehouse is asked. */
export function buildTrellisSchema(catalog: SemanticCatalog): GraphQLSchema {
  const holder = globalThis as unknown as MetadataGlobal;
  const base = getMetadataStorage() as unknown as MetadataGlobal['TypeGraphQLMetadataStorage'];
  holder.TypeGraphQLMetadataStorage = base.clone();
  try {
    const naming = new Naming(catalog);
    const enums = defineEnums(naming);
    const inputs = defineInputs(naming, enums);
    const datasets = namedDatasets(catalog, naming);
    const queries = rootFields(catalog, naming, enums, inputs, datasets);
    const resolvers: NonEmptyArray<new () => object> = [defineQueries(queries)];
    // The check is a whole introspection; whoever serves the schema validates it.
    const schema = buildSchemaSync({ resolvers, validate: false, skipCheck: true });
    return wired(schema, catalog, naming, datasets);
  } finally {
    holder.TypeGraphQLMetadataStorage = base;
  }
}

/** The committed text: sorted, so that it changes only where the definitions do. */
export function printTrellisSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
