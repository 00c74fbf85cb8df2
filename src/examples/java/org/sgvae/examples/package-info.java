/** The programs of the lessons, one for each, and one for the answer of each exercise. They print, and draw one figure. */
@NullMarked
package org.sgvae.examples;

import org.jspecify.annotations.NullMarked;
