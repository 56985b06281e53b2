/** Which page an address shows. Pages are loaded when they are first needed. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export interface Route {
  /** A wouter pattern, after the #. */
  readonly path: string;
  readonly Page: LazyExoticComponent<ComponentType>;
  readonly load: () => Promise<unknown>;
  /** `workbench` fills the window and scrolls inside; `document` scrolls as a whole. */
  readonly frame: 'document' | 'workbench';
}

type Load = () => Promise<{ default: ComponentType }>;

const route = (path: string, frame: Route['frame'], load: Load): Route => ({
  path,
  frame,
  load,
  Page: lazy(load),
});

export const ROUTES: readonly Route[] = [
  route('/', 'document', () => import('../home/HomePage.tsx')),
  route('/lesson/:id', 'workbench', () => import('../lesson-player/LessonPage.tsx')),
  route('/scene/:id', 'workbench', () => import('../scenes/ScenePage.tsx')),
  route('/sandbox', 'workbench', () => import('../sandbox/SandboxPage.tsx')),
  route('/capstone', 'document', () => import('../capstone/CapstonePage.tsx')),
  route('/compare', 'document', () => import('../compare/ComparePage.tsx')),
  route('/golf', 'document', () => import('../golf/GolfPage.tsx')),
  route('/golf/:id', 'document', () => import('../golf/HolePage.tsx')),
  route('/scale', 'document', () => import('../scale/ScalePage.tsx')),
  route('/bench', 'document', () => import('../bench/BenchPage.tsx')),
  route('/run/:code', 'workbench', () => import('../share/SharedRunPage.tsx')),
  route('/about', 'document', () => import('./AboutPage.tsx')),
];

const NOT_FOUND = route('*', 'document', () => import('./LostPage.tsx'));

const matches = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return false;
  return wanted.every((part, index) => part.startsWith(':') || part === given[index]);
};

/** The route for a path such as /lesson/L06; the page for lost visitors when there is none. */
export function routeFor(path: string): Route {
  const clean = `/${path.replace(/^[#/]+/, '').split('?')[0] ?? ''}`.replace(/(.)\/+$/, '$1');
  return ROUTES.find((each) => matches(each.path, clean)) ?? NOT_FOUND;
}
