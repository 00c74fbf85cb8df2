/**
 * The site: turns the Markdown pages, the lessons and the sources they link to into HTML that works from disk, formulas
 * as MathML. Run by {@code mvn -q -Psite}; nothing here is in a jar.
 */
package org.sgvae.site;
