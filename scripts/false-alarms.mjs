import { start } from './bootstrap/start.mjs';

start('scripts/false-alarms/main.ts');
