import { demoApp } from './app.js';
import { launch } from './launch.js';

// High enough to count the sandbox's 120,000 scans while somebody looks.
launch({ command: 'npm start', defaultPort: 5173, rateLimit: 6000, app: demoApp });
