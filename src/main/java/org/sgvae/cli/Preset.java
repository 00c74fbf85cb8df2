package org.sgvae.cli;

import java.util.Locale;
import org.sgvae.graph.DataSet;
import org.sgvae.train.TrainingConfig;

/** Named training configurations. */
enum Preset {
    /** {@link TrainingConfig#standard}. */
    DEFAULT,
    /** {@link TrainingConfig#paper}. */
    PAPER;

    TrainingConfig configFor(DataSet data) {
        return this == PAPER ? TrainingConfig.paper(data) : TrainingConfig.standard(data);
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
