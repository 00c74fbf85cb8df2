/** A program of someone else's: a model, an objective, an estimator and a graph family, by the library's public API alone. */
@NullMarked
package com.example;

import org.jspecify.annotations.NullMarked;
