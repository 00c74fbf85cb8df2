/** Looks at held-out graphs while a model is trained: bounds of graphs one by one, and when to stop. */
@NullMarked
package org.sgvae.train.validation;

import org.jspecify.annotations.NullMarked;
