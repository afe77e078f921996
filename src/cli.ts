#!/usr/bin/env node
import process from 'node:process';
import { runProcess } from './cli/process.js';

await runProcess(process, process.argv.slice(2));
