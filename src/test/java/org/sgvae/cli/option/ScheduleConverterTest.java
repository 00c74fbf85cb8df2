package org.sgvae.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.optim.Schedule;
import picocli.CommandLine.TypeConversionException;

class ScheduleConverterTest {
    @Test
    void schedules_areThoseOfTheLibrary() {
        assertThat(new ScheduleConverter().convert("cosine:5e-3..0")).isEqualTo(Schedule.cosine(0.005, 0, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "1..", "1..-0.5", "0..1@0..2", "NaN"})
    void others_areRejected(String text) {
        assertThatThrownBy(() -> new ScheduleConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
