/** A value of a dbt artifact and its path there: `metrics[3].type_params.expr`. */
export class Json {
  constructor(
    readonly value: unknown,
    readonly path: string = '',
  ) {}

  /** The value of a key; undefined inside where there is none. */
  get(key: string): Json {
    const path = this.path === '' ? key : `${this.path}.${key}`;
    return new Json(this.isMap() ? (this.value as Record<string, unknown>)[key] : undefined, path);
  }

  /** The elements of a list; none where it is no list. */
  items(): readonly Json[] {
    return Array.isArray(this.value) ? this.value.map((item, index) => new Json(item, `${this.path}[${index}]`)) : [];
  }

  /** The values of a map with their keys; none where it is no map. */
  entries(): readonly (readonly [string, Json])[] {
    return this.isMap() ? Object.keys(this.value as object).map((key) => [key, this.get(key)] as const) : [];
  }

  text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  isMap(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  /** dbt writes null for what nobody set. */
  isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }
}
