/** Files that are replaced whole or not at all. */
@NullMarked
package org.sgvae.io;

import org.jspecify.annotations.NullMarked;
