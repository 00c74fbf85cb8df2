package org.sgvae.cli;

import java.util.Locale;
import org.sgvae.graph.DataSet;
import org.sgvae.train.TrainingConfig;

/** Named training configurations. */
enum Preset {
    /** {@link TrainingConfig#standard}. */
    DEFAULT,
    /** {@link TrainingConfig#paper}. */
    PAPER,
    /** {@link TrainingConfig#sggn}. */
    SGGN;

    TrainingConfig configFor(DataSet data) {
        return switch (this) {
            case DEFAULT -> TrainingConfig.standard(data);
            case PAPER -> TrainingConfig.paper(data);
            case SGGN -> TrainingConfig.sggn(data);
        };
    }

    PresetOption.Model model() {
        return this == SGGN ? PresetOption.Model.SGGN : PresetOption.Model.SGVAE;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
