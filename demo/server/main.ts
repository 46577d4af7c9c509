import { demoApp } from './app.js';
import { launch } from './launch.js';

launch({ command: 'npm start', defaultPort: 5173, app: demoApp });
