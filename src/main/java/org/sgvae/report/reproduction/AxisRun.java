package org.sgvae.report.reproduction;

import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.sgvae.latent.Interpolation;

/**
 * What a model built along the first principal axis of its codes.
 *
 * @param label name of the model
 * @param seed its seed, as text
 * @param color its colour in figures
 * @param marker its marker
 * @param line what was built
 */
public record AxisRun(String label, String seed, Color color, Marker marker, Interpolation line) {}
