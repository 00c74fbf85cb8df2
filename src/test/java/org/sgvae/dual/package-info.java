/**
 * Forward mode with dual numbers, for tests: of what a tape recorded it takes which operations there were, their inputs and
 * constants, and computes values and slopes again by definition; pullbacks, kernels and buffers are not used.
 */
package org.sgvae.dual;
