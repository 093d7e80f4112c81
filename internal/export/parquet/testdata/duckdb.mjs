// Answers the SQL questions that stand as a JSON list on standard input, in one DuckDB, as a
// JSON list of {names, types, rows}. The argument is a file of the package @duckdb/node-api.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(process.argv[2])('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
await connection.run("SET TimeZone = 'UTC'");
const answers = [];
for (const question of JSON.parse(readFileSync(0, 'utf8'))) {
  const reader = await connection.runAndReadAll(question);
  answers.push({ names: reader.columnNames(), types: reader.columnTypes().map(String), rows: reader.getRowsJson() });
}
process.stdout.write(JSON.stringify(answers));
