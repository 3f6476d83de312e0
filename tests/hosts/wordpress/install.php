<?php
// Installs WordPress with an author, activates the plugin from the zip that is served, publishes an author's posts, and
// prints their numbers as JSON: for each section a post with its address, and one with four sections of the plugin.
//
// php install.php FOLDER_OF_WORDPRESS ZIP

$_SERVER['HTTP_HOST'] = wp_host();
define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
foreach ( array( 'upgrade', 'plugin', 'file' ) as $file ) {
	require_once ABSPATH . "wp-admin/includes/$file.php";
}

function wp_host() {
	return preg_replace( '#^https?://#', '', getenv( 'WORDPRESS_HOME' ) );
}

add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Un blog', 'admin', 'admin@exemple.org', true, '', 'mot-de-passe', 'fr_FR' );
$author = wp_insert_user(
	array( 'user_login' => 'auteur', 'user_pass' => 'mot-de-passe', 'user_email' => 'auteur@exemple.org', 'role' => 'author' )
);
switch_theme( 'twentytwentythree' );
update_option( 'permalink_structure', '' );

WP_Filesystem();
$results = array( unzip_file( $argv[2], WP_PLUGIN_DIR ), activate_plugin( 'next-level/next-level.php' ) );
foreach ( array_filter( $results, 'is_wp_error' ) as $error ) {
	fwrite( STDERR, $error->get_error_message() . "\n" );
	exit( 1 );
}
update_option( 'next_level_site', getenv( 'NEXT_LEVEL_SITE' ) );

// As an author, who may not write unfiltered HTML.
wp_set_current_user( $author );
kses_init();

function publish( $content ) {
	global $author;
	return wp_insert_post( array( 'post_title' => 'Un article', 'post_status' => 'publish', 'post_author' => $author, 'post_content' => $content ) );
}

$posts = array();
foreach ( array( 'mission', 'testimonials', 'partners', 'press' ) as $section ) {
	$url               = getenv( 'NEXT_LEVEL_SITE' ) . "embed/v1/$section.html";
	$posts[ $section ] = publish( "<!-- wp:embed {\"url\":\"$url\"} --><figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n$url\n</div></figure><!-- /wp:embed -->" );
}
$posts['plugin'] = publish(
	'<!-- wp:next-level/section {"section":"mission","headingLevel":2} /-->
	<!-- wp:next-level/section {"section":"testimonials","layout":"list","limit":1,"headingLevel":2} /-->
	<!-- wp:next-level/section {"section":"partners","theme":"dark","headingLevel":2} /-->
	<!-- wp:shortcode -->[next_level section="press" limit="2" heading_level="2" layout=\'"onclick=alert(1) x="\']<!-- /wp:shortcode -->'
);
echo wp_json_encode( $posts );
