package org.sgvae.train;

import java.util.List;
import org.sgvae.model.ModelConfig;

/**
 * All that {@code config.json}, the command line, its help and reports need to know of a kind of model.
 *
 * @param config its configuration, a public record; its name without {@code Config} is the kind, in lower case at the
 *     beginning
 * @param description what it is, in half a line
 * @param presets ways to train it, at least one; the first is taken where none is named
 */
public record ModelKind(Class<? extends ModelConfig> config, String description, List<Preset> presets) {
    /**
     * Copies the presets.
     *
     * @throws IllegalArgumentException if there are none, or the configuration is not a record
     */
    public ModelKind {
        presets = List.copyOf(presets);
        if (presets.isEmpty() || !config.isRecord()) {
            throw new IllegalArgumentException(config.getName() + ": needs a preset, and must be a record");
        }
    }

    /** {@return the name of the kind, such as {@code sgvae}} */
    public String name() {
        return ConfigJson.kind(config);
    }
}
