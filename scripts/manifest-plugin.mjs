import { posix } from 'node:path';

/** `src/x.ts` → `dist/x.js`: what a host can load. */
const published = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
const isEntry = ({ path }) => path.endsWith('/define.ts');
const isPublic = ({ name, privacy }) => (privacy ?? 'public') === 'public' && !/^[#_]/.test(name);

/**
 * Makes the analyzer's output the public face of the package: the tags that `define.ts` files register and what those
 * files export, at the paths of `dist/`, in an order that does not depend on the file system.
 */
export function publicFace() {
  return {
    name: 'public-face',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!isEntry(moduleDoc) || !ts.isCallExpression(node) || node.expression.getText() !== 'define') return;
      const [tag, implementation] = node.arguments;
      moduleDoc.exports.push({
        kind: 'custom-element-definition',
        name: tag.text,
        declaration: { name: implementation.getText(), module: moduleDoc.path },
      });
    },
    packageLinkPhase({ customElementsManifest }) {
      const { modules } = customElementsManifest;
      const exported = new Set();
      for (const entry of modules.filter(isEntry)) {
        for (const { declaration } of entry.exports) {
          declaration.module = homeOf(declaration.name, modules) ?? sourceOf(declaration.module, entry.path);
          exported.add(`${declaration.module} ${declaration.name}`);
        }
      }
      for (const module of modules.filter((one) => !isEntry(one))) {
        const isExported = ({ name }) => exported.has(`${module.path} ${name}`);
        module.declarations = module.declarations.filter(isExported);
        module.exports = module.exports.filter(isExported);
      }
      for (const { declarations } of modules) declarations.forEach(tidy);
      customElementsManifest.modules = modules
        .filter(({ declarations, exports }) => declarations.length + exports.length > 0)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      publishPaths(customElementsManifest);
    },
  };
}

/** The module that declares a name; the analyzer takes a re-exported import for a declaration of the file itself. */
function homeOf(name, modules) {
  return modules.find(({ declarations }) => declarations.some((one) => one.name === name))?.path;
}

function sourceOf(specifier, importer) {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(importer), specifier).replace(/\.js$/, '.ts');
}

function tidy(declaration) {
  if (!declaration.members) return;
  declaration.members = declaration.members.filter(isPublic);
  for (const member of declaration.members) {
    // The name of an inner constant tells a host nothing.
    if (/^(?!(null|true|false)$)[A-Za-z_$][\w$]*$/.test(member.default ?? '')) delete member.default;
  }
  const fields = new Map(declaration.members.map((member) => [member.name, member]));
  // The analyzer follows a constant to its value, and a value to its type, for fields alone.
  for (const attribute of declaration.attributes ?? []) {
    const field = fields.get(attribute.fieldName);
    if (!field) continue;
    for (const key of ['default', 'type']) {
      if (field[key] === undefined) delete attribute[key];
      else attribute[key] = field[key];
    }
  }
}

function publishPaths(value) {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'path' || key === 'module') && typeof inner === 'string') value[key] = published(inner);
    else publishPaths(inner);
  }
}
