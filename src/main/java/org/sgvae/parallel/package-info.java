/** Threads that share out numbered tasks, with results that do not depend on the number of threads. */
@NullMarked
package org.sgvae.parallel;

import org.jspecify.annotations.NullMarked;
