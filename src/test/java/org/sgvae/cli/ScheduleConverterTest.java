package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.optim.Schedule;
import picocli.CommandLine.TypeConversionException;

class ScheduleConverterTest {
    private static Schedule schedule(String text) {
        return new ScheduleConverter().convert(text);
    }

    @Test
    void forms_areThoseOfTheHelp() {
        assertThat(schedule("0.01")).isEqualTo(Schedule.constant(0.01));
        assertThat(schedule("0..1")).isEqualTo(Schedule.linear(0, 1, 0, 1));
        assertThat(schedule("0.5..1.5@0.2..0.5")).isEqualTo(Schedule.linear(0.5, 1.5, 0.2, 0.5));
        assertThat(schedule("cosine:5e-3..0")).isEqualTo(Schedule.cosine(0.005, 0, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "1", "0..1", "0.5..1.5@0.2..0.5", "cosine:0.005..0", "cosine:0.005..0@0..0.9"})
    void format_isTheInverse(String text) {
        assertThat(ScheduleConverter.format(schedule(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "x",
                "1..",
                "0..1@",
                "0..1@0..2",
                "0..1@0.6..0.5",
                "0..1@0..1@1",
                "sine:0..1",
                "NaN",
                "1..Infinity"
            })
    void others_areRejected(String text) {
        assertThatThrownBy(() -> schedule(text)).isInstanceOf(TypeConversionException.class);
    }
}
