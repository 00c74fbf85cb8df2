package org.sgvae.train;

import java.util.function.Function;
import org.sgvae.graph.data.DataSet;

/**
 * A named way to train a model.
 *
 * @param name the name, such as {@code paper}
 * @param description what it is, in half a line, for {@code --help}
 * @param configFor makes the configuration for data
 */
public record Preset(String name, String description, Function<DataSet, TrainingConfig> configFor) {
    @Override
    public String toString() {
        return name;
    }
}
