namespace Fosse.Privacy;

/// <summary>
/// What may stand before a bracket in SQL that meets the wall: words of the language, types, and functions that compute something from
/// what they are given. A function that is not here may run a text as SQL (<c>query_to_xml</c>), read a table by its name, or be one
/// that somebody made; a query that needs another pure function adds it here.
/// </summary>
internal static class SqlFunctions
{
    private static readonly HashSet<string> Words = Of(
        """
        all and any as asc between by case conflict cross cube delete desc distinct do else end escape except exists filter from full group
        grouping having in inner intersect into is isnull join key lateral left like limit not notnull nulls of offset on only or order
        ordinality over partition range recursive returning right rollup row rows select set sets similar some then union unique update
        using values when where window with within materialized ilike array interval
        """
    );

    private static readonly HashSet<string> Types = Of(
        "bit bpchar char character decimal float int integer numeric real text time timestamp timestamptz varchar varbit varying precision"
    );

    private static readonly HashSet<string> Pure = Of(
        """
        abs acos acosh age array_agg array_append array_cat array_length array_lower array_ndims array_position array_positions
        array_prepend array_remove array_replace array_to_string array_upper ascii asin asinh atan atan2 atanh avg bit_and bit_length
        bit_or bit_xor bool_and bool_or btrim cardinality cast cbrt ceil ceiling changes char_length character_length chr coalesce
        concat concat_ws convert_from convert_to corr cos cosh cot count covar_pop covar_samp cume_dist date date_bin date_part
        date_trunc datetime decode degrees dense_rank div ef_add ef_avg ef_compare ef_divide ef_max ef_min ef_mod ef_multiply ef_negate
        ef_sum encode every exp extract factorial first_value floor gcd gen_random_uuid get_bit get_byte glob greatest group_concat hex
        ifnull iif initcap instr isfinite json_agg json_array json_array_length json_array_elements json_array_elements_text json_each
        json_extract json_extract_path json_extract_path_text json_group_array json_group_object json_object json_object_agg json_set
        json_to_recordset json_type json_typeof json_valid jsonb_agg jsonb_array_elements jsonb_array_elements_text jsonb_array_length
        jsonb_build_array jsonb_build_object jsonb_extract_path jsonb_extract_path_text jsonb_object_agg jsonb_set jsonb_to_recordset
        jsonb_typeof julianday justify_days justify_hours justify_interval lag last_insert_rowid last_value lcm lead least left length
        ln log log10 log2 lower lpad ltrim make_date make_interval make_time make_timestamp make_timestamptz max md5 min mod mode
        multirange normalize now nth_value ntile nullif octet_length overlay percent_rank percentile_cont percentile_disc pi position
        pow power quote radians random randomblob rank regexp regexp_count regexp_instr regexp_like regexp_match regexp_replace
        regexp_split_to_array regexp_substr regr_intercept regr_r2 regr_slope repeat replace reverse right round row_number rpad rtrim
        sha224 sha256 sha384 sha512 sign sin sinh soundex split_part sqrt starts_with stddev stddev_pop stddev_samp strftime
        string_agg string_to_array string_to_table strpos substr substring sum tan tanh time timezone to_char to_date to_hex to_json
        to_jsonb to_number to_timestamp total translate trim trunc typeof unhex unicode unistr unixepoch unnest upper uuidv4 uuidv7
        var_pop var_samp variance width_bucket zeroblob generate_series
        """
    );

    /// <summary>Whether a word may open a bracket.</summary>
    public static bool MayOpen(string word) => Words.Contains(word) || Types.Contains(word) || Pure.Contains(word);

    private static HashSet<string> Of(string words) =>
        new(words.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
