import { newLoading } from '../loading.js';
import { Json } from '../manifest/json.js';
import type { Reference } from '../reference.js';
import type { Relations } from '../relations.js';
import type { Artifact } from './artifacts.js';
import type { DbtProject } from './dbt-project.js';
import { defaultTables } from './default-tables.js';
import { manifestTables } from './manifest-tables.js';
import { tableName } from './table-name.js';
import { readProjectYaml } from './yaml-documents.js';
import { filesBelow, type ProjectFile, readText, yamlOf } from './yaml-files.js';

/**
 * The tables that a project's references stand for: as manifest.json says, else by dbt's default rules.
 * @param warnings gets what the reader of either should know
 */
export function projectRelations(
  project: DbtProject,
  manifest: Artifact | undefined,
  files: readonly ProjectFile[],
  warnings: string[],
): Relations {
  const told = manifest && manifestTables(new Json(manifest.json), project.name);
  const byDefault = later(() => {
    warnings.push(...namingMacros(project));
    const nothing: Relations = { relationOf: ({ name }) => ({ kind: 'table', name }) };
    const { documents } = readProjectYaml(yamlOf(files).map(readText), newLoading(nothing));
    return defaultTables(project, documents, files);
  });
  return {
    relationOf: (reference) => {
      const found = told?.(reference);
      if (!found && manifest) {
        warnings.push(`${manifest.file} does not know ${show(reference)}; its table is named by dbt's default rules.`);
      }
      const ruled = found ? undefined : byDefault()(reference);
      if (ruled && !ruled.isDefined && !manifest) {
        warnings.push(
          `No file of the project defines ${show(reference)}, so its table is a guess: "dbt parse" names it.`,
        );
      }
      const name = tableName(found ?? ruled!, project.naming);
      if (name.includes('{{')) {
        warnings.push(
          `The table of ${show(reference)} is named with Jinja, which only dbt runs: "dbt parse" names it.`,
        );
      }
      return { kind: 'table', name };
    },
  };
}

function show({ kind, name }: Reference): string {
  return kind === 'source' ? `source('${name.replace('.', "', '")}')` : `ref('${name}')`;
}

/** Reads once, and only where it is needed. */
function later<T>(read: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: read() };
    return found.value;
  };
}

const NAMING_MACRO = /\bmacro\s+((?:\w+__)?generate_(?:schema|alias|database)_name)\s*\(/u;

/** A project may give its tables names by rules of its own, which only dbt can run. */
function namingMacros(project: DbtProject): readonly string[] {
  return project.macroPaths
    .flatMap((folder) => filesBelow(folder, [], project))
    .filter(({ path }) => path.endsWith('.sql'))
    .flatMap((file) => {
      const macro = NAMING_MACRO.exec(readText(file).text)?.[1];
      return macro === undefined
        ? []
        : [
            `${file.shown} has a macro ${macro}, which is not run: without manifest.json ("dbt parse") tables may be named otherwise.`,
          ];
    });
}
